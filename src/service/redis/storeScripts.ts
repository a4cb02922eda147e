/** A folder is written to; until it belongs to a job, it is known as an upload. KEYS: sizes, uploads. ARGV: folder, milliseconds. */
export const OPEN = `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('ZADD', KEYS[2], 'NX', ARGV[2], ARGV[1]) end`

/** Counts a blob. KEYS: sizes, ledger. ARGV: name, bytes. */
export const WROTE = `
local before = redis.call('HGET', KEYS[1], ARGV[1]) or 0
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HINCRBY', KEYS[2], 'used', ARGV[2] - before)
return redis.call('HMGET', KEYS[2], 'used', 'promised', 'limit')`

/** No longer counts a blob. KEYS: sizes, ledger. ARGV: name. */
export const REMOVED = `
local before = redis.call('HGET', KEYS[1], ARGV[1])
if not before then return end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HINCRBY', KEYS[2], 'used', -before)`

/** No longer counts a folder. KEYS: sizes, ledger, uploads. ARGV: folder. */
export const REMOVED_FOLDER = `
local sum = 0
for _, bytes in ipairs(redis.call('HVALS', KEYS[1])) do sum = sum + bytes end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[3], ARGV[1])
if sum > 0 then redis.call('HINCRBY', KEYS[2], 'used', -sum) end`

/** Puts a version of a blob in the place of the one before. KEYS: version, blobs. ARGV: name, version and length, prefix of versions. */
export const COMMIT = `
if redis.call('PERSIST', KEYS[1]) == 0 then return 'gone' end
local before = redis.call('HGET', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
if before then redis.call('UNLINK', ARGV[3] .. string.match(before, '^%S+')) end
return 'done'`
