import type { Log } from '../../main/domain/ports.ts';

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  facts: Record<string, unknown>;
  what: string;
}

/** Keeps the lines, so that a test can look at what a person would read. */
export class FakeLog implements Log {
  readonly lines: LogLine[] = [];

  info(facts: Record<string, unknown>, what: string): void {
    this.lines.push({ level: 'info', facts, what });
  }

  warn(facts: Record<string, unknown>, what: string): void {
    this.lines.push({ level: 'warn', facts, what });
  }

  error(facts: Record<string, unknown>, what: string): void {
    this.lines.push({ level: 'error', facts, what });
  }

  errors(): LogLine[] {
    return this.lines.filter(({ level }) => level === 'error');
  }
}
