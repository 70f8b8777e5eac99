import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, asApiError, call, type Shop } from '../api/client';
import { shopsQuery } from '../api/queries';
import { d } from '../text/details';
import { t } from '../text/en';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { errorSentence, SupportCode } from '../ui/states';
import { toast } from '../ui/toasts';

/** The way to end reading a shop: says what happens, and asks for the shop's name. */
export function Disconnect({ shop, last }: { shop: Shop; last: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="danger" aria-label={d.disconnect.actionOf(shop.name)} onClick={() => setOpen(true)}>
        {d.disconnect.action}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={d.disconnect.title(shop.name)}>
        <Form shop={shop} last={last} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Form({ shop, last, onClose }: { shop: Shop; last: boolean; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const disconnect = useMutation({
    mutationFn: (shopName: string) =>
      call(
        api.POST('/api/shops/{shopId}/disconnection', {
          params: { path: { shopId: shop.id } },
          body: { shopName },
        }),
      ),
    onSuccess: (after) => {
      queryClient.setQueryData(shopsQuery().queryKey, (shops) =>
        shops?.map((each) => (each.id === after.id ? after : each)),
      );
      toast(d.disconnect.done(shop.name));
      onClose();
    },
    onSettled: () => {
      for (const key of [['connections'], ['shops'], ['sync', shop.id]]) {
        void queryClient.invalidateQueries({ queryKey: key });
      }
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (disconnect.isPending) return;
    const matches = name.trim() === shop.name.trim();
    setMismatch(!matches);
    if (matches) disconnect.mutate(shop.name);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-4">
      <div>
        <h3 className="font-medium text-sm">{d.disconnect.what}</h3>
        <ul className="mt-1.5 flex list-disc flex-col gap-1.5 pl-5 text-ink-2 text-sm">
          {d.disconnect.points(last).map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </div>
      <div className="flex flex-col gap-1">
        <label htmlFor="shop-name" className="text-sm">
          {d.disconnect.type(shop.name)}
        </label>
        <input
          id="shop-name"
          value={name}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={mismatch || undefined}
          aria-describedby="shop-name-error"
          onChange={(event) => {
            setName(event.target.value);
            setMismatch(false);
          }}
          className="control border border-edge bg-surface px-3"
        />
      </div>
      <div id="shop-name-error" role="alert" className="text-neg text-sm empty:hidden">
        {mismatch ? d.disconnect.mismatch : disconnect.isError ? failure(disconnect.error) : null}
      </div>
      {disconnect.isError && <SupportCode error={disconnect.error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t.common.cancel}
        </Button>
        <Button look="danger" type="submit" busy={disconnect.isPending}>
          {disconnect.isPending ? d.disconnect.submitting : d.disconnect.submit}
        </Button>
      </div>
    </form>
  );
}

/** What went wrong, in words. */
function failure(error: unknown): string {
  switch (asApiError(error).code) {
    case 'name-mismatch':
      return d.disconnect.mismatch;
    case 'already-disconnected':
      return d.disconnect.already;
    default:
      return `${d.disconnect.failed} ${errorSentence(error)}`;
  }
}
