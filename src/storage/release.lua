-- Gives a turn back: no mark, session and parked reply as they were. Only the number `last` remains, until it expires.
--
-- KEYS  1 turn (as in begin.lua)
-- ARGV  1 fence
-- Returns 1 given back | 0 it was not ours any more
--
-- Interleavings:
--   repeated, or after the commit: the fence is gone, nothing happens; a later holder keeps its lease
--   another attempt of this message waits: it has this message's arrival and goes next

local turn, fence = KEYS[1], ARGV[1]

if redis.call('HGET', turn, 'fence') ~= fence then
  return 0
end
redis.call('HDEL', turn, 'fence', 'message', 'attempt', 'deadline', 'arrived')
return 1
