/**
 * Everything the launcher says goes to stderr: stdout belongs to the app (`LEXLINE_READY …`), and scripts read it.
 */

// Whoever read our messages may be gone before us (npm killed with SIGKILL); that must not stop us from ending the app.
process.stderr.on('error', () => {});

/** @param {string} line */
export function say(line) {
  process.stderr.write(`lexline: ${line}\n`);
}

/** A step that cannot work, with what the person should do about it: shown as text, never as a stack trace. */
export class LaunchError extends Error {
  /**
   * @param {string} what happened, one sentence
   * @param {string[]} instructions exact steps, a line each
   */
  constructor(what, ...instructions) {
    super(what);
    this.name = 'LaunchError';
    this.instructions = instructions;
  }
}

/** @type {Record<string, [string, string]>} */
const systemFailures = {
  EACCES: ['No permission', 'Run the command as the owner of this folder, or give yourself write access to it.'],
  EPERM: ['No permission', 'Run the command as the owner of this folder, or give yourself write access to it.'],
  EROFS: [
    'This folder is read-only',
    'Clone the repository to a place that can be written to, and run the command there.',
  ],
  ENOSPC: ['The disk is full', 'Free at least 2 GB and run the command again.'],
};

/**
 * @param {unknown} error
 * @returns {string} what to print
 */
export function describeFailure(error) {
  const failure = /** @type {NodeJS.ErrnoException} */ (error instanceof Error ? error : new Error(String(error)));
  const known = systemFailures[failure.code ?? ''];
  if (failure instanceof LaunchError) return withInstructions(failure.message, failure.instructions);
  if (known) return withInstructions(`${known[0]}: ${failure.message}`, [known[1]]);
  return withInstructions(`Unexpected: ${failure.message}`, [
    'Run the command again with LEXLINE_DEBUG=1 in the environment, and report what it prints.',
  ]);
}

/**
 * @param {string} what
 * @param {string[]} instructions
 */
function withInstructions(what, instructions) {
  const lines = instructions.map((line) => `    ${line}`);
  return lines.length === 0 ? what : [what, '  What to do:', ...lines].join('\n');
}
