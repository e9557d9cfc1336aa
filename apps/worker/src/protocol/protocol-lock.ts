/**
 * The lock of an ente's protocol, held until the end of the transaction: who registers and who closes a day do so one after
 * the other, whatever the year. Parameter: the tenant's id.
 */
export const PROTOCOL_LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 5374))';
