import { afterEach, describe, expect, it } from 'vitest';
import { absolute, basePath, currentPath, routerBase } from './base';

const serveAt = (href: string) => {
  const base = document.createElement('base');
  base.href = href;
  document.head.append(base);
};

afterEach(() => {
  document.querySelector('base')?.remove();
  window.history.replaceState(null, '', '/');
});

describe('where the application is served', () => {
  it('is the root when the base says so', () => {
    serveAt('/');
    window.history.replaceState(null, '', '/shops/1/orders?status=COMPLETED');
    expect([basePath(), routerBase(), currentPath()]).toEqual(['/', '', '/shops/1/orders?status=COMPLETED']);
    expect(absolute('signin')).toBe('http://localhost:3000/signin');
  });

  it('is a stage path when the base says so', () => {
    serveAt('/prod/');
    window.history.replaceState(null, '', '/prod/shops?x=1#y');
    expect([basePath(), routerBase(), currentPath()]).toEqual(['/prod/', '/prod', '/shops?x=1#y']);
    expect(absolute()).toBe('http://localhost:3000/prod/');
  });
});
