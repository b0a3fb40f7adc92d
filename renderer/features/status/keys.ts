export const STATUS_KEYS = { status: ['status'] as const, alerts: ['alerts'] as const };
