import { Check } from 'lucide-react';
import { t } from '../text/en';
import { cx } from './cx';

/** Where somebody is in connecting a shop; `current` counts from 0. */
export function Steps({ current }: { current: number }) {
  const { steps } = t.connect;
  return (
    <ol
      className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm"
      aria-label={t.connect.stepOf(current + 1, steps.length)}
    >
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? 'step' : undefined}
          className={cx(
            'flex items-center gap-2',
            index === current ? 'font-medium text-ink' : 'text-ink-3 max-sm:sr-only',
          )}
        >
          <span
            aria-hidden="true"
            className={cx(
              'grid size-5 place-items-center rounded-full text-2xs tabular',
              index < current && 'bg-pos-soft text-pos',
              index === current && 'bg-accent font-semibold text-on-accent',
              index > current && 'border border-edge text-ink-3',
            )}
          >
            {index < current ? <Check className="size-3" /> : index + 1}
          </span>
          {step}
          {index === current && (
            <span aria-hidden="true" className="font-normal text-ink-3 sm:hidden">
              {t.connect.stepOf(index + 1, steps.length)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
