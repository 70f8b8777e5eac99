import createClient from 'openapi-fetch';
import { accessToken, renewToken, signInAgain, signInWorked } from '../auth/session';
import { absolute } from '../lib/base';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];
export type Me = Schemas['Me'];
export type Terms = Schemas['Terms'];
export type Permissions = Schemas['Permissions'];
export type Connection = Schemas['Connection'];
export type Completion = Schemas['Completion'];
export type Shop = Schemas['Shop'];
export type ShopSync = Schemas['ShopSync'];
export type StreamSync = Schemas['StreamSync'];
export type Certificate = Schemas['Certificate'];
export type OrderPage = Schemas['OrderPage'];
export type OrderRow = Schemas['OrderRow'];
export type OrderDetail = Schemas['OrderDetail'];
export type SeenChange = Schemas['SeenChange'];
export type Revealed = Schemas['Revealed'];
export type RevealReason = Schemas['RevealReason'];
export type RevealPage = Schemas['RevealPage'];
export type MissingScope = Schemas['MissingScope'];

/** A call that did not give what was asked for: the interface's own problem, or no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly problem?: Problem,
    readonly supportCode?: string,
  ) {
    super(problem?.title ?? code);
  }

  /** Whether asking again may help without anybody doing something first. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** The error as one of ours, whatever was thrown. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('unreachable', 0);

const withToken = (request: Request, token: string | undefined): Request => {
  if (token) request.headers.set('authorization', `Bearer ${token}`);
  return request;
};

/** Sends with the token; a refused one is renewed once, and after that the person signs in and comes back. */
async function send(request: Request): Promise<Response> {
  const token = await accessToken();
  if (!token) return globalThis.fetch(request);
  const again = request.clone();
  const first = await globalThis.fetch(withToken(request, token));
  if (first.status !== 401) {
    signInWorked();
    return first;
  }
  const renewed = await renewToken();
  const second = renewed ? await globalThis.fetch(withToken(again, renewed)) : first;
  if (second.status === 401) signInAgain();
  else signInWorked();
  return second;
}

export const api = createClient<paths>({
  baseUrl: absolute().replace(/\/$/, ''),
  fetch: send,
});

/** The data of an answer; everything else becomes an ApiError. */
export async function call<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let result: Awaited<typeof answer>;
  try {
    result = await answer;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('unreachable', 0);
  }
  const { data, error, response } = result;
  if (response.ok) return data as T;
  const problem = isProblem(error) ? error : undefined;
  throw new ApiError(
    problem?.code ?? (response.status === 401 ? 'unauthorized' : 'unavailable'),
    response.status,
    problem,
    problem?.requestId ?? response.headers.get('x-amzn-requestid') ?? undefined,
  );
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
