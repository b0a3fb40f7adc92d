/** What stands in the real API for the ids of the examples. */
export class StandIns {
  private readonly real = new Map<string, string>();

  set(shown: string, real: string): void {
    this.real.set(shown, real);
  }

  /** What was made is called something else than in the example from now on: its `id`, and what else is an id. */
  learn(shown: unknown, real: unknown): void {
    if (typeof shown !== 'object' || typeof real !== 'object' || shown === null || real === null) return;
    for (const [field, value] of Object.entries(shown)) {
      const other: unknown = new Map(Object.entries(real)).get(field);
      const isId = field === 'id' || field.endsWith('_id');
      if (isId && (typeof other === 'string' || typeof other === 'number')) this.set(String(value), String(other));
    }
  }

  /** The same request, about real things. */
  in(request: unknown): unknown {
    if (typeof request === 'string') return this.real.get(request) ?? request;
    if (Array.isArray(request)) return request.map((part) => this.in(part));
    if (typeof request !== 'object' || request === null) return request;
    return Object.fromEntries(Object.entries(request).map(([field, value]) => [field, this.in(value)]));
  }
}
