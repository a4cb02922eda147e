/**
 * Counts bytes that are about to be written, if there is room. Returns the bound where there is none. A folder that is written to is known
 * as an upload until it belongs to a job. KEYS: sizes, ledger, uploads. ARGV: folder, part, bytes, 1 where they were promised, milliseconds.
 */
export const TAKE_ROOM = `
local ledger = redis.call('HMGET', KEYS[2], 'used', 'promised', 'limit')
local limit = ledger[3]
if limit and ARGV[4] == '0' and tonumber(ledger[1] or 0) + tonumber(ledger[2] or 0) + tonumber(ARGV[3]) > tonumber(limit) then return limit end
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('ZADD', KEYS[3], 'NX', ARGV[5], ARGV[1]) end
redis.call('HINCRBY', KEYS[1], ARGV[2], ARGV[3])
redis.call('HINCRBY', KEYS[2], 'used', ARGV[3])`

/**
 * Counts a blob in place of the one before it, and of all that was taken for one of its name: whoever else has begun to write it has died,
 * or lost its job. KEYS: sizes, ledger. ARGV: name, bytes.
 */
export const WROTE = `
local sizes = redis.call('HGETALL', KEYS[1])
local change = tonumber(ARGV[2])
for index = 1, #sizes, 2 do
  local isPart = string.sub(sizes[index], 1, #ARGV[1] + 1) == ARGV[1] .. '~'
  if isPart then redis.call('HDEL', KEYS[1], sizes[index]) end
  if isPart or sizes[index] == ARGV[1] then change = change - sizes[index + 1] end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HINCRBY', KEYS[2], 'used', change)`

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
