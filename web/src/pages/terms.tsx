import { useQuery } from '@tanstack/react-query';
import { termsQuery } from '../api/queries';
import { LegalDocuments } from '../shell/documents';
import { t } from '../text/en';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { ErrorState } from '../ui/states';

/** The terms and the privacy policy, for everybody to read. */
export default function Terms() {
  const terms = useQuery(termsQuery());
  return (
    <Page title={t.terms.page} narrow>
      {terms.data && <LegalDocuments terms={terms.data} />}
      {terms.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {terms.isError && <ErrorState error={terms.error} onRetry={() => terms.refetch()} />}
    </Page>
  );
}
