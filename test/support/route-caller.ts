import { expect } from '@playwright/test';
import type { z } from 'zod';
import { Problem, type ProblemCode } from '../../main/contract/problems.ts';
import type { Route } from '../../main/contract/route.ts';
import { ROUTES, type RouteName, type RouteOutput, type Routes } from '../../main/contract/routes.ts';
import { headersOf } from './call-api.ts';
import type { ApiAnswer, ApiRequest, TestApi, TestLawyer } from './start-test-api.ts';

export const CLIENT = '+4915112345678';

/** Routes that answer with JSON. */
export type JsonRouteName = {
  [Name in RouteName]: Routes[Name] extends { output: z.ZodType } ? Name : never;
}[RouteName];

/** What is filled into the path, and what is put behind it. */
export interface RouteRequest extends Partial<ApiRequest> {
  id?: string | number | undefined;
  phone?: string;
  conversation?: string;
  alias?: string;
  lawyer?: string;
  query?: string;
}

export interface RouteCaller {
  /** Calls a route, by default as the lawyer whom it belongs to; its answer must be what the contract says. */
  use<Name extends JsonRouteName>(name: Name, request?: RouteRequest): Promise<RouteOutput<Name> & object>;
  answerOf(name: RouteName, request?: RouteRequest): Promise<ApiAnswer>;
  /** Calls a route that must refuse with that code. */
  refusal(name: RouteName, code: ProblemCode, request?: RouteRequest): Promise<Problem>;
}

export function createRouteCaller(api: TestApi, lawyer: TestLawyer): RouteCaller {
  function answerOf(
    name: RouteName,
    {
      id = lawyer.lawyer.id,
      phone = CLIENT,
      conversation = CLIENT,
      alias = '',
      lawyer: named = '',
      query = '',
      ...request
    }: RouteRequest = {},
  ): Promise<ApiAnswer> {
    const route: Route = ROUTES[name];
    const path = route.path
      .replace('{id}', String(id))
      .replace('{phone}', phone)
      .replace('{conversation}', conversation)
      .replace('{alias}', alias)
      .replace('{lawyer_id}', named);
    const key = route.access === 'admin' || route.access === 'operator' ? api.adminKey : lawyer.key;
    return api.call({ method: route.method, path: path + query, key, headers: headersOf(route), ...request });
  }

  return {
    answerOf,
    async use<Name extends JsonRouteName>(name: Name, request?: RouteRequest) {
      const answer = await answerOf(name, request);
      expect({ status: answer.status, text: answer.text }).toMatchObject({ status: ROUTES[name].status });
      const output: z.ZodType = ROUTES[name].output;
      return output.parse(answer.json) as RouteOutput<Name> & object;
    },
    async refusal(name, code, request) {
      const answer = await answerOf(name, request);
      const problem = Problem.safeParse(answer.json);
      expect({ code: problem.data?.code, text: answer.text }).toMatchObject({ code });
      return Problem.parse(answer.json);
    },
  };
}
