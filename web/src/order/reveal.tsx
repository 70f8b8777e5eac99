import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, asApiError, call, type Revealed, type RevealReason } from '../api/client';
import { d } from '../text/details';
import { t } from '../text/en';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { errorSentence, SupportCode } from '../ui/states';

const reasons = Object.keys(d.reveal.reasons) as RevealReason[];
const NOTE_MAX = 200;

/** Asks why, records it, and only then gets the buyer's details. */
export function RevealDialog({
  open,
  onClose,
  shopId,
  orderId,
  onRevealed,
}: {
  open: boolean;
  onClose: () => void;
  shopId: string;
  orderId: string;
  onRevealed: (answer: Revealed) => void;
}) {
  return (
    <Dialog open={open} onClose={onClose} title={d.reveal.title}>
      <Form shopId={shopId} orderId={orderId} onClose={onClose} onRevealed={onRevealed} />
    </Dialog>
  );
}

function Form({
  shopId,
  orderId,
  onClose,
  onRevealed,
}: {
  shopId: string;
  orderId: string;
  onClose: () => void;
  onRevealed: (answer: Revealed) => void;
}) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState<RevealReason>();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState<string>();
  const reveal = useMutation({
    mutationFn: (body: { reason: RevealReason; note?: string }) =>
      call(
        api.POST('/api/shops/{shopId}/orders/{orderId}/reveals', {
          params: { path: { shopId, orderId } },
          body,
        }),
      ),
    // The answer is not kept any longer than it is shown.
    gcTime: 0,
    onSuccess: (answer) => {
      void queryClient.invalidateQueries({ queryKey: ['reveals'] });
      onRevealed(answer);
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reveal.isPending) return;
    if (!reason) return setMissing(d.reveal.reasonNeeded);
    if (reason === 'other' && !note.trim()) return setMissing(d.reveal.noteNeeded);
    setMissing(undefined);
    reveal.mutate({ reason, ...(note.trim() ? { note: note.trim() } : {}) });
  };
  const gone = reveal.isError && asApiError(reveal.error).code === 'buyer-data-unavailable';
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-4">
      <p className="text-ink-2 text-sm">{d.reveal.lead}</p>
      <fieldset>
        <legend className="mb-1 font-medium text-sm">{d.reveal.reason}</legend>
        {reasons.map((each) => (
          <label key={each} className="flex min-h-8 items-center gap-2.5 text-sm">
            <input
              type="radio"
              name="reason"
              value={each}
              checked={reason === each}
              onChange={() => {
                setReason(each);
                setMissing(undefined);
              }}
            />
            {d.reveal.reasons[each]}
          </label>
        ))}
      </fieldset>
      <div className="flex flex-col gap-1">
        <label htmlFor="reveal-note" className="font-medium text-sm">
          {d.reveal.note}{' '}
          {reason !== 'other' && <span className="font-normal text-ink-3">{d.reveal.noteOptional}</span>}
        </label>
        <textarea
          id="reveal-note"
          rows={2}
          maxLength={NOTE_MAX}
          value={note}
          aria-describedby="reveal-note-hint"
          onChange={(event) => setNote(event.target.value)}
          className="rounded-md border border-edge bg-surface px-3 py-2 text-sm"
        />
        <p id="reveal-note-hint" className="text-ink-3 text-xs">
          {d.reveal.noteHint}
        </p>
      </div>
      <div role="alert" className="text-neg text-sm empty:hidden">
        {missing ?? (reveal.isError ? (gone ? d.reveal.gone : errorSentence(reveal.error)) : null)}
      </div>
      {reveal.isError && !gone && <SupportCode error={reveal.error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t.common.cancel}
        </Button>
        <Button look="primary" type="submit" busy={reveal.isPending}>
          {reveal.isPending ? d.reveal.submitting : d.reveal.submit}
        </Button>
      </div>
    </form>
  );
}
