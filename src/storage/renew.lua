-- Extends the lease of a turn that still has it.
--
-- KEYS  1 turn (as in begin.lua)
-- ARGV  1 fence, 2 leaseMs, 3 keepMs
-- Returns 1 extended | 0 the lease ended, whether or not another attempt has it since: waiters may already count on it

local turn, fence = KEYS[1], ARGV[1]
local held = redis.call('HMGET', turn, 'fence', 'deadline')
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

if held[1] ~= fence or tonumber(held[2]) <= now then
  return 0
end
redis.call('HSET', turn, 'deadline', now + ARGV[2] * 1000)
redis.call('PEXPIRE', turn, ARGV[3])
return 1
