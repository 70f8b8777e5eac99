import { useMutation } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { t } from '../text/en';
import { Button } from '../ui/button';
import { errorSentence } from '../ui/states';
import { toast } from '../ui/toasts';

export type AuthorizationRegion = 'US' | 'ROW';

/** Begins an authorization and leaves for TikTok Shop; coming back renews what was authorized before. */
export const useAuthorization = () =>
  useMutation({
    mutationFn: (region: AuthorizationRegion) =>
      call(api.POST('/api/connections/authorizations', { body: { region } })),
    onSuccess: ({ authorizeUrl }) => window.location.assign(authorizeUrl),
  });

/** One click to the approval at TikTok Shop; nothing that was read is lost by it. */
export function Authorize({ region, children }: { region: AuthorizationRegion; children: string }) {
  const begin = useAuthorization();
  const leaving = begin.isPending || begin.isSuccess;
  return (
    <Button
      busy={leaving}
      onClick={() => begin.mutate(region, { onError: (error) => toast(errorSentence(error), 'error') })}
    >
      {leaving ? t.shops.renewing : children}
    </Button>
  );
}
