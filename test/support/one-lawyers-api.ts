import { test } from '@playwright/test';
import { createRouteCaller, type RouteCaller } from './route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from './start-test-api.ts';

export interface OneLawyersApi {
  api: TestApi;
  lawyer: TestLawyer;
  /** Calls routes as that lawyer. */
  caller: RouteCaller;
}

/** Before each test of a spec an API is started that knows one lawyer; after the test it is stopped. */
export function beforeEachWithOneLawyer(
  begin: (world: OneLawyersApi) => void,
  options: () => Parameters<typeof startTestApi>[0] = () => ({}),
): void {
  let api: TestApi;

  test.beforeEach(async () => {
    api = await startTestApi(options());
    const lawyer = await api.addLawyer();
    begin({ api, lawyer, caller: createRouteCaller(api, lawyer) });
  });

  test.afterEach(() => api.stop());
}
