-- Ends a turn: writes the session, what is parked, the reply and the seen mark, opens a window, and frees the lease.
--
-- KEYS  1 turn, 2 queue, 3 asking, 4 session, 5 parked, 6 seen, 7 reply (as in begin.lua), 8 window (as in spend.lua)
-- ARGV  1 message, 2 fence, 3 which of session, parked, reply are there ('1' or '0' each, as '101'; '2' leaves what is),
--       4 session, 5 parked, 6 reply, 7 sessionMs, 8 parkedMs, 9 seenMs, 10 replyMs, 11 keepMs,
--       12 window opened ('message', 'tap', 'closed' or ''), 13 until, 14 count, 15 windowMs
-- Returns 1 written, now or by an earlier call of this turn | 0 stale, nothing written
--
-- Interleavings:
--   the lease ended but nobody has it since: written, for what the turn did stands in the records
--   another attempt has or had the lease since: stale, even if that one has been released
--   the answer to commit is lost and it is repeated: the seen mark carries this fence, so 1; a session written by a
--     later turn stays as it is
--   the person unfollows during the turn: that is a message of its own, and its turn, which leaves no session, comes next
--   another attempt of this message waits: it leaves the queue here, and hears 'seen' when it asks

local turn, queue, asking, session, parked, seen, reply, window = unpack(KEYS)
local message, fence, there, opens = ARGV[1], ARGV[2], ARGV[3], ARGV[12]

if redis.call('HGET', turn, 'fence') ~= fence then
  return redis.call('GET', seen) == fence and 1 or 0
end

local function put(key, index, bytes, life)
  local given = there:sub(index, index)
  if given == '1' then
    redis.call('SET', key, bytes, 'PX', life)
  elseif given == '0' then
    redis.call('DEL', key)
  end
end

put(session, 1, ARGV[4], ARGV[7])
put(parked, 2, ARGV[5], ARGV[8])
put(reply, 3, ARGV[6], ARGV[10])
redis.call('SET', seen, fence, 'PX', ARGV[9])
if opens == 'closed' then
  redis.call('DEL', window)
elseif opens ~= '' then
  redis.call('HSET', window, opens .. ':until', ARGV[13], opens .. ':left', ARGV[14])
  redis.call('PEXPIRE', window, math.max(tonumber(ARGV[15]), redis.call('PTTL', window)))
end
redis.call('ZREM', queue, message)
redis.call('ZREM', asking, message)
redis.call('HDEL', turn, 'fence', 'message', 'attempt', 'deadline', 'arrived')
redis.call('PEXPIRE', turn, ARGV[11])
return 1
