// Each changes what is kept of a job at one stroke: whoever dies in between leaves nothing half done. A script that is refused for want of
// memory is refused at its first write that takes some, before it has written anything.

/** Jobs of one urgency have scores in the order in which they came; lower urgencies have lower ones. */
const URGENCY = '17592186044416'
/** A worker looks so far for a job of the shape that it is warm for... */
const LOOKED_AT = 16
/** ...and passes the first one over so often at most. */
const MOST_PASSED = 4
/** Events of a job that are kept. */
const EVENTS_KEPT = 256

/**
 * Accepts a job. KEYS: job, waiting, running, ids, uploads, ledger, count, events.
 * ARGV: key, id, folder, job, digest, urgency, shape, room, bound, limit.
 */
export const ADD = `
local known = redis.call('HMGET', KEYS[1], 'digest', 'folder')
if known[1] then return {'known', known[1], known[2]} end
if redis.call('ZCARD', KEYS[2]) + redis.call('SCARD', KEYS[3]) >= tonumber(ARGV[9]) then return {'queue-full'} end
local ledger = redis.call('HMGET', KEYS[6], 'used', 'promised')
if tonumber(ledger[1] or 0) + tonumber(ledger[2] or 0) + tonumber(ARGV[8]) > tonumber(ARGV[10]) then return {'disk-full'} end
local number = redis.call('INCR', KEYS[7])
local score = tonumber(ARGV[6]) * ${URGENCY} + number
redis.call('HSET', KEYS[1], 'job', ARGV[4], 'digest', ARGV[5], 'folder', ARGV[3], 'shape', ARGV[7], 'room', ARGV[8],
  'score', string.format('%.0f', score), 'state', 'queued', 'crashes', 0)
redis.call('ZADD', KEYS[2], string.format('%.0f', score), ARGV[1])
redis.call('ZADD', KEYS[4], number, ARGV[2])
redis.call('ZREM', KEYS[5], ARGV[3])
redis.call('HINCRBY', KEYS[6], 'promised', ARGV[8])
redis.call('XADD', KEYS[8], '*', 'event', 'queued', 'data', '{"state":"queued"}')
return {'added'}`

/**
 * Gives a worker the job that its ticket was used for before, or else one that waits: one of the shape that it is warm for, where there is
 * one near the front. KEYS: claims, waiting, running, passed. ARGV: ticket, by, shape, time, prefix of jobs, prefix of events, channel.
 */
export const TAKE = `
local chosen = redis.call('HGET', KEYS[1], ARGV[1])
if chosen then
  local job = ARGV[5] .. chosen
  if redis.call('HGET', job, 'state') ~= 'running' then
    redis.call('HDEL', KEYS[1], ARGV[1])
    return false
  end
  local before = redis.call('HMGET', job, 'by', 'leaving')
  if before[1] ~= before[2] then redis.call('HINCRBY', job, 'crashes', 1) end
  redis.call('HSET', job, 'by', ARGV[2])
  return chosen
end
local near = redis.call('ZRANGE', KEYS[2], 0, ${LOOKED_AT}, 'WITHSCORES')
chosen = near[1]
if not chosen then return false end
if ARGV[3] ~= '' and redis.call('HGET', ARGV[5] .. chosen, 'shape') ~= ARGV[3] then
  local passed = redis.call('HMGET', KEYS[4], 'key', 'count')
  local count = passed[1] == chosen and tonumber(passed[2]) or 0
  if count < ${MOST_PASSED} then
    for index = 3, #near, 2 do
      if math.floor(near[index + 1] / ${URGENCY}) ~= math.floor(near[2] / ${URGENCY}) then break end
      if redis.call('HGET', ARGV[5] .. near[index], 'shape') == ARGV[3] then
        redis.call('HSET', KEYS[4], 'key', chosen, 'count', count + 1)
        chosen = near[index]
        break
      end
    end
  end
end
local job = ARGV[5] .. chosen
redis.call('HSET', job, 'state', 'running', 'by', ARGV[2])
redis.call('HSETNX', job, 'started', ARGV[4])
redis.call('ZREM', KEYS[2], chosen)
redis.call('SADD', KEYS[3], chosen)
redis.call('HSET', KEYS[1], ARGV[1], chosen)
redis.call('XADD', ARGV[6] .. chosen, '*', 'event', 'running', 'data', '{"state":"running"}')
redis.call('PUBLISH', ARGV[7], chosen)
return chosen`

/**
 * Tells what a job does, where the worker still has it. Returns whether it is to be cancelled.
 * KEYS: job, events. ARGV: by, event, data, progress, key, channel.
 */
export const TELL = `
local job = redis.call('HMGET', KEYS[1], 'by', 'state', 'cancel')
if job[1] ~= ARGV[1] or job[2] ~= 'running' then return 'lost' end
redis.call('HSET', KEYS[1], 'progress', ARGV[4])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ${EVENTS_KEPT}, '*', 'event', ARGV[2], 'data', ARGV[3])
redis.call('PUBLISH', ARGV[6], ARGV[5])
return job[3] and 'cancel' or 'ok'`

/** A job has got further: earlier deaths of its process were not its fault. KEYS: job. ARGV: by. */
export const KEPT = `
if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then redis.call('HSET', KEYS[1], 'crashes', 0) end`

/** A worker is being stopped: if it is killed before it gives its job back, that is not the job's fault. KEYS: job. ARGV: by. */
export const LEAVING = `
if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then redis.call('HSET', KEYS[1], 'leaving', ARGV[1]) end`

/**
 * Ends a job, once: a worker's while it has it, or one that waits where there is no worker.
 * KEYS: job, waiting, running, claims, ended, events, ledger, pace.
 * ARGV: by, state, outcome, time, milliseconds, key, ticket, seconds, event, channel.
 */
export const END = `
local job = redis.call('HMGET', KEYS[1], 'by', 'state', 'room')
local isOwn = ARGV[1] ~= '' and job[1] == ARGV[1]
if job[2] ~= 'queued' and job[2] ~= 'running' then return isOwn and 'done' or 'lost' end
if job[2] == 'running' and not isOwn then return 'lost' end
if job[2] == 'queued' and ARGV[1] ~= '' then return 'lost' end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'outcome', ARGV[3], 'ended', ARGV[4])
redis.call('ZREM', KEYS[2], ARGV[6])
redis.call('SREM', KEYS[3], ARGV[6])
redis.call('HDEL', KEYS[4], ARGV[7])
redis.call('ZADD', KEYS[5], ARGV[5], ARGV[6])
redis.call('HINCRBY', KEYS[7], 'promised', -tonumber(job[3]))
redis.call('XADD', KEYS[6], '*', 'event', ARGV[2], 'data', ARGV[9])
if ARGV[8] ~= '' then
  redis.call('LPUSH', KEYS[8], ARGV[8])
  redis.call('LTRIM', KEYS[8], 0, 19)
end
redis.call('PUBLISH', ARGV[10], ARGV[6])
return 'done'`

/**
 * Lets a job wait again, at its old place. KEYS: job, waiting, running, claims, events. ARGV: by, key, ticket, crashes, channel.
 */
export const GIVE_BACK = `
if redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'state') ~= 'running' then return 'lost' end
redis.call('HSET', KEYS[1], 'state', 'queued', 'by', '')
redis.call('HINCRBY', KEYS[1], 'crashes', ARGV[4])
redis.call('ZADD', KEYS[2], redis.call('HGET', KEYS[1], 'score'), ARGV[2])
redis.call('SREM', KEYS[3], ARGV[2])
redis.call('HDEL', KEYS[4], ARGV[3])
redis.call('XADD', KEYS[5], '*', 'event', 'queued', 'data', '{"state":"queued"}')
redis.call('PUBLISH', ARGV[5], ARGV[2])
return 'done'`

/** Asks that a job be cancelled. Returns its state. KEYS: job. ARGV: order, channel. */
export const CANCEL = `
local state = redis.call('HGET', KEYS[1], 'state')
if state == 'running' then
  redis.call('HSET', KEYS[1], 'cancel', 1)
  redis.call('PUBLISH', ARGV[2], ARGV[1])
end
return state`

/** A worker is alive. KEYS: workers. ARGV: id. */
export const ALIVE = `
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', time[1] - 60)`

/** How the queue stands. KEYS: waiting, running, ledger, pace, workers. ARGV: seconds after which a worker is taken for dead. */
export const STATUS = `
local time = redis.call('TIME')
local ledger = redis.call('HMGET', KEYS[3], 'used', 'promised')
local pace = redis.call('LRANGE', KEYS[4], 0, -1)
return {redis.call('ZCARD', KEYS[1]), redis.call('SCARD', KEYS[2]), tonumber(ledger[1] or 0), tonumber(ledger[2] or 0),
  redis.call('ZCOUNT', KEYS[5], time[1] - ARGV[1], '+inf'), pace}`
