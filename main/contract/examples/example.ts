import type { z } from 'zod';
import type { RouteInput } from '../route-input.ts';
import type { RouteName, Routes } from '../routes.ts';

/** An example as those see it who do not know its route. */
export interface AnyExample {
  summary: string;
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  answer?: unknown;
}

/** A text answer is written out; bytes are not. */
type AnswerPart<Route> = Route extends { status: 204 }
  ? object
  : Route extends { output: infer Schema extends z.ZodType }
    ? { answer: z.input<Schema> }
    : { answer?: string };

/**
 * A request and what it is answered with. Each is sent to the real API by a test, with the ids of the example replaced
 * by real ones. The body of an upload is a text.
 */
type Example<Name extends RouteName> = { summary: string } & RouteInput<Name, string> & AnswerPart<Routes[Name]>;

/** At least one for each route of a family. */
export type ExamplesOf<Name extends RouteName> = { [One in Name]: readonly [Example<One>, ...Example<One>[]] };
