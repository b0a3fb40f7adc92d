import type { ProblemCode } from './problems.ts';
import type { Route } from './route.ts';

/**
 * Whether the route takes an `Idempotency-Key`: every POST that somebody with an API key makes. What a person does to the
 * own session comes to the same however often it is sent.
 */
export function takesIdempotencyKey({ method, access }: Route): boolean {
  return method === 'POST' && access !== 'public' && access !== 'session';
}

/** Every code that a route can answer: its own, and those that follow from what kind of route it is. */
export function problemsOf(route: Route): ProblemCode[] {
  // An unknown query parameter is refused everywhere, so that every route knows `invalid_request`.
  const codes: ProblemCode[] = ['invalid_request', 'forbidden_host', 'forbidden_origin', 'internal_error'];
  codes.push('rate_limited');
  if (route.access !== 'public') {
    codes.push('unauthorized', 'api_key_expired', 'api_key_revoked', 'api_key_of_other_account', 'too_many_failures');
    // There is no route that nobody is refused: a session of support opens few.
    codes.push('insufficient_role', 'session_ended');
    if (route.access !== 'session' && !route.anyScope) codes.push('insufficient_scope');
    if (route.fromOutside) codes.push('not_from_outside');
    if (!route.whenLocked) codes.push('session_locked');
  }
  if (route.access === 'owner') codes.push('lawyer_not_found');
  if (route.practice) codes.push('practice_only');
  if (route.body) codes.push('invalid_json');
  if (route.body || route.upload) codes.push('unsupported_media_type', 'body_too_large', 'body_too_slow');
  if (takesIdempotencyKey(route)) codes.push('invalid_idempotency_key', 'idempotency_key_reused');
  if (route.secret && takesIdempotencyKey(route)) codes.push('answer_shown_once');
  return [...new Set([...codes, ...route.problems])];
}
