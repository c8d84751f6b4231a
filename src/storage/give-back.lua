-- Puts back one message that spend.lua took and that was never sent.
--
-- KEYS  1 window (as in spend.lua)
-- ARGV  1 `message` or `tap`, 2 until when the window was open that it came from
-- Returns 1 put back | 0 that window is no more
--
-- Interleavings:
--   the person writes, or WeChat shuts the window, meanwhile: the window it came from is no more, and nothing is put back

local window, kind, open_until = KEYS[1], ARGV[1], ARGV[2]

if redis.call('HGET', window, kind .. ':until') ~= open_until then
  return 0
end
redis.call('HINCRBY', window, kind .. ':left', 1)
return 1
