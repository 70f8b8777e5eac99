import { useMutation } from '@tanstack/react-query';
import { api, call } from '../api/client';

export type AuthorizationRegion = 'US' | 'ROW';

/** Begins an authorization and leaves for TikTok Shop; coming back renews what was authorized before. */
export const useAuthorization = () =>
  useMutation({
    mutationFn: (region: AuthorizationRegion) =>
      call(api.POST('/api/connections/authorizations', { body: { region } })),
    onSuccess: ({ authorizeUrl }) => window.location.assign(authorizeUrl),
  });
