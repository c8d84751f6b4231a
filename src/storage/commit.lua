-- Ends a turn: writes the session, what is parked, the reply and the seen mark, and frees the lease.
--
-- KEYS  1 turn, 2 queue, 3 asking, 4 session, 5 parked, 6 seen, 7 reply (as in begin.lua)
-- ARGV  1 message, 2 fence, 3 which of session, parked, reply are there ('1' or '0' each, as '101'),
--       4 session, 5 parked, 6 reply, 7 sessionMs, 8 seenMs, 9 replyMs, 10 keepMs
-- Returns 1 written, now or by an earlier call of this turn | 0 stale, nothing written
--
-- Interleavings:
--   the lease ended but nobody has it since: written, for what the turn did stands in the records
--   another attempt has or had the lease since: stale, even if that one has been released
--   the answer to commit is lost and it is repeated: the seen mark carries this fence, so 1; a session written by a
--     later turn stays as it is
--   the person unfollows during the turn: that is a message of its own, and its turn, which leaves no session, comes next
--   another attempt of this message waits: it leaves the queue here, and hears 'seen' when it asks

local turn, queue, asking, session, parked, seen, reply = unpack(KEYS)
local message, fence, there = ARGV[1], ARGV[2], ARGV[3]

if redis.call('HGET', turn, 'fence') ~= fence then
  return redis.call('GET', seen) == fence and 1 or 0
end

local function put(key, index, bytes, life)
  if there:sub(index, index) == '1' then
    redis.call('SET', key, bytes, 'PX', life)
  else
    redis.call('DEL', key)
  end
end

put(session, 1, ARGV[4], ARGV[7])
put(parked, 2, ARGV[5], ARGV[7])
put(reply, 3, ARGV[6], ARGV[9])
redis.call('SET', seen, fence, 'PX', ARGV[8])
redis.call('ZREM', queue, message)
redis.call('ZREM', asking, message)
redis.call('HDEL', turn, 'fence', 'message', 'attempt', 'deadline', 'arrived')
redis.call('PEXPIRE', turn, ARGV[10])
return 1
