import type { Actor } from '../authz/policy.ts';
import type { Answer, AnyEndpoint, Input } from '../contract/endpoint.ts';
import type { Refusal } from '../contract/refusal.ts';
import type { Context, SessionContext } from './context.ts';
import type { Download, ShownPicture } from './download.ts';
import type { EventStream } from './event-stream.ts';
import type { Served } from './served.ts';
import type { Verbatim } from './verbatim.ts';
import type { View } from './view.ts';

type ContextOf<E extends AnyEndpoint> = E['access'] extends 'session' ? SessionContext : Context<Actor | null>;

/** Where a form leads once it was accepted: 303 to an address of ours, or to one elsewhere that was declared beforehand. */
export type Destination = string;

/** What follows an accepted form. */
export type Outcome = View | Destination | Download | Verbatim;

/** `R`: what the handler gives; it may hold more for its own page than the contract lets out. */
interface Binding<E extends AnyEndpoint, R extends Answer<E> = Answer<E>> {
  /** The query or the command; the only place that both presenters share. */
  handle(ctx: ContextOf<E>, input: Input<E>): Promise<R>;
  /** The page of a GET. Without it the endpoint is JSON only. */
  page?(
    ctx: ContextOf<E>,
    answer: R,
    input: Input<E>,
  ): View | Destination | Verbatim | Promise<View | Destination | Verbatim>;
  /** After an accepted form (POST): where to go, a page to show (a code shown once), or a file to keep. */
  done?(ctx: ContextOf<E>, answer: R, input: Input<E>): Outcome | Promise<Outcome>;
  /** Instead of the page of a GET, or of what follows a POST: a file to keep. */
  download?(ctx: ContextOf<E>, answer: R, input: Input<E>): Download;
  /** Instead of the page of a GET: a picture. */
  picture?(ctx: ContextOf<E>, answer: R, input: Input<E>): ShownPicture;
  /** Instead of the page of a GET: bytes that somebody sent, whole or a range of them. */
  serve?(ctx: ContextOf<E>, answer: R, input: Input<E>): Served | Promise<Served>;
  /** Instead of a page: the answer stays open and says things as they happen. */
  stream?(ctx: ContextOf<E>, answer: R, stream: EventStream): void;
  /** After a refused form: the same page again with what was typed (`raw`), never a lost entry. */
  refused?(ctx: ContextOf<E>, refusal: Refusal, raw: Raw): View | Promise<View>;
  /**
   * What a program of another house reads instead of a page, when it is refused or something broke here: its protocol has words of its own.
   * A defect is told to the operator all the same.
   */
  protocolError?(ctx: Context, refusal: Refusal): Verbatim;
}

/** What came over the wire, unparsed: to fill a refused form again. */
export interface Raw {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
  /** Every field of the body with all its values: boxes that share a name. */
  readonly several: Readonly<Record<string, readonly string[]>>;
}

export interface Route<E extends AnyEndpoint = AnyEndpoint> extends Binding<E> {
  readonly endpoint: E;
}

/** A route whatever its endpoint: what the server mounts. */
export type AnyRoute = Route<AnyEndpoint>;

/** Binds an endpoint of the contract to its query or command and to its pages. No logic here. */
export const route = <E extends AnyEndpoint, R extends Answer<E>>(endpoint: E, binding: Binding<E, R>): AnyRoute =>
  ({ endpoint, ...binding }) as unknown as AnyRoute;
