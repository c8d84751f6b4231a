-- Asks for the turn of one message. One person's messages go one after the other, in the order of their first begin.
--
-- KEYS  1 turn     hash  the holder: fence, message, attempt, deadline, arrived; `last` is the last number given out
--       2 queue    zset  waiting messages by arrival
--       3 asking   zset  the same messages by the time until which they keep their place
--       4 session, 5 parked, 6 seen (holds the fence that committed), 7 reply: strings
-- ARGV  1 message, 2 attempt, 3 leaseMs, 4 waitMs, 5 keepMs (life of 1 to 3 after their last use)
-- Returns {'seen', reply or nil} | {'go', fence, session or nil, parked or nil}
--         | {'wait', 1 if another attempt of this message has the turn, else 0}
--
-- Times and numbers are microseconds of this server's clock. A number is never below the clock nor below the one before
-- it, so a fence does not come back after the hash expired, or after a failover lost the newest writes.
--
-- Interleavings:
--   the answer to begin is lost, the same attempt asks again: the same turn, the same fence, a fresh lease
--   the holder dies: its lease ends; another attempt of its message keeps the arrival and goes before later messages
--   two attempts of one message wait: they share one place; whichever asks first when it is free gets the turn
--   a waiter stops asking: it is dropped here, by whoever asks next; asking again later, it is a new arrival

local turn, queue, asking, session, parked, seen, reply = unpack(KEYS)
local message, attempt = ARGV[1], ARGV[2]
local lease, wait, keep = ARGV[3] * 1000, ARGV[4] * 1000, ARGV[5]

if redis.call('EXISTS', seen) == 1 then
  return { 'seen', redis.call('GET', reply) }
end

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local held = redis.call('HMGET', turn, 'fence', 'message', 'attempt', 'deadline', 'arrived', 'last')
local fence, holder, holding_attempt = tonumber(held[1]), held[2], held[3]
local busy = fence and tonumber(held[4]) > now
local same = busy and holder == message
local last = tonumber(held[6]) or 0

local function number()
  last = math.max(now, last + 1)
  return last
end

local function go(given, arrived)
  redis.call('HSET', turn, 'fence', given, 'message', message, 'attempt', attempt,
    'deadline', now + lease, 'arrived', arrived, 'last', last)
  redis.call('PEXPIRE', turn, keep)
  return { 'go', given, redis.call('GET', session), redis.call('GET', parked) }
end

if same and holding_attempt == attempt then
  return go(fence, held[5])
end

for _, gone in ipairs(redis.call('ZRANGEBYSCORE', asking, '-inf', now)) do
  redis.call('ZREM', queue, gone)
  redis.call('ZREM', asking, gone)
end

local place = redis.call('ZSCORE', queue, message) or (holder == message and held[5])
local arrived = tonumber(place) or number()
local head = redis.call('ZRANGE', queue, 0, 0, 'WITHSCORES')
local behind = head[1] and head[1] ~= message and tonumber(head[2]) < arrived

if not busy and not behind then
  redis.call('ZREM', queue, message)
  redis.call('ZREM', asking, message)
  return go(number(), arrived)
end

redis.call('ZADD', queue, arrived, message)
redis.call('ZADD', asking, now + wait, message)
redis.call('HSET', turn, 'last', last)
for _, key in ipairs({ turn, queue, asking }) do
  redis.call('PEXPIRE', key, keep)
end
return { 'wait', same and 1 or 0 }
