import type { z } from 'zod';
import type { RouteName, Routes } from './routes.ts';

/** What may stand in the path: as it is written there, or as the API answers it (a number, a branded id). */
type Params<Schema extends z.ZodObject> = {
  [Field in keyof z.input<Schema> & keyof z.output<Schema>]: z.input<Schema>[Field] | z.output<Schema>[Field];
};

type ParamsPart<Route> = Route extends { params: infer Schema extends z.ZodObject }
  ? { params: Params<Schema> }
  : object;

type QueryPart<Route> = Route extends { query: infer Schema extends z.ZodObject }
  ? object extends z.input<Schema>
    ? { query?: z.input<Schema> }
    : { query: z.input<Schema> }
  : object;

type BodyPart<Route, Upload> = Route extends { upload: true }
  ? { body: Upload }
  : Route extends { body: infer Schema extends z.ZodType }
    ? undefined extends z.input<Schema>
      ? { body?: z.input<Schema> }
      : { body: z.input<Schema> }
    : object;

/**
 * What a caller gives a route, before anything is parsed: ids and numbers are plain text. `Upload` is how the bytes of an
 * upload are held.
 */
export type RouteInput<Name extends RouteName, Upload> = ParamsPart<Routes[Name]> &
  QueryPart<Routes[Name]> &
  BodyPart<Routes[Name], Upload>;
