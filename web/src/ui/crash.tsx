import { Component, type ReactNode } from 'react';
import { t } from '../text/en';
import { Button } from './button';

/** Keeps a page that crashed from leaving a blank window. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <div role="alert" className="mx-auto flex max-w-md flex-col items-start gap-3 px-6 py-24">
        <h1 className="font-semibold text-xl">{t.errors.crashedTitle}</h1>
        <p className="text-ink-2">{t.errors.crashedText}</p>
        <Button look="primary" onClick={() => window.location.reload()}>
          {t.common.reload}
        </Button>
      </div>
    );
  }
}
