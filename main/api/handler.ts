import type { LawyerId } from '../contract/ids.ts';
import type { RouteBody, RouteName, RouteOutput, RouteParams, RouteQuery, Routes } from '../contract/routes.ts';
import type { Caller } from '../domain/caller.ts';
import type { Millis } from '../domain/clock.ts';
import type { Stores } from '../domain/stores.ts';
import type { Content } from './content.ts';
import type { EventStream } from './event-stream.ts';
import type { UploadedFile } from './read-upload.ts';

/** What a handler is given: everything is parsed, and the caller may do this. */
export interface Call<Name extends RouteName> {
  params: RouteParams<Name>;
  query: RouteQuery<Name>;
  body: Routes[Name] extends { upload: true } ? UploadedFile : RouteBody<Name>;
  /** The key's lawyer. Of use in routes for lawyers only; nobody else has one. */
  lawyerId: LawyerId;
  caller: Caller | null;
  /** Where the request came from, by its socket and never by what a header claims. */
  address: string;
  /** How it came: from this machine, or from outside. */
  through: 'loopback' | 'tunnel';
  /**
   * In what writes they belong to one transaction, which is on disk before the answer goes out; in a GET, and in what
   * acts outside of the database, to none.
   */
  stores: Stores;
  at: Millis;
  /** The trace that the request belongs to (W3C Trace Context), where the caller says it. */
  traceparent: string | null;
  /** Runs when the transaction is on disk. */
  afterCommit(effect: () => void): void;
}

/** Of a GET that can wait: no one reading of the database lasts as long. */
export interface WaitingCall<Name extends RouteName> extends Omit<Call<Name>, 'stores' | 'afterCommit'> {
  /**
   * Waits for what is to come, as one of the few streams of a key. `left` aborts when nobody waits any more. Rejects with
   * AppError `too_many_streams`, and when the key has ended meanwhile.
   */
  waiting<Result>(work: (left: AbortSignal) => Promise<Result>): Promise<Result>;
}

/** Of a stream: where it begins is found out before anything is sent. */
export interface StreamCall<Name extends RouteName> extends Call<Name> {
  /** The header `Last-Event-ID`, by which a reader goes on after a break. */
  lastEventId: string | undefined;
}

export type Handler<Name extends RouteName> = Routes[Name] extends { stream: object }
  ? (call: StreamCall<Name>) => Promise<EventStream>
  : Routes[Name] extends { waits: true }
    ? (call: WaitingCall<Name>) => Promise<RouteOutput<Name>>
    : (call: Call<Name>) => Promise<Routes[Name] extends { content: string } ? Content : RouteOutput<Name>>;

/** Slow looks at a body (such as a DNS query) that must not happen inside the transaction. Throws AppError. */
export type BodyChecks = {
  [Name in RouteName]?: (body: RouteBody<Name>, through: 'loopback' | 'tunnel') => Promise<void>;
};

export type Handlers = { [Name in RouteName]: Handler<Name> };
