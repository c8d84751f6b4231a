-- Takes one message out of a window that is open, the one that closes first before the other.
--
-- KEYS  1 window  hash  `tap:until`, `tap:left`, `message:until`, `message:left`; times in milliseconds of the caller's clock
-- ARGV  1 now, by the caller's clock
-- Returns { kind, until } of the window it is from | nil none is open
--
-- Interleavings:
--   two senders at once: each takes its own, or hears that there is none left
--   the person writes meanwhile: commit.lua sets the window anew, and what was taken before counts no more, as on WeChat

local window, now = KEYS[1], tonumber(ARGV[1])

for _, kind in ipairs({ 'tap', 'message' }) do
  local held = redis.call('HMGET', window, kind .. ':until', kind .. ':left')
  if held[1] and tonumber(held[1]) > now and tonumber(held[2]) > 0 then
    redis.call('HINCRBY', window, kind .. ':left', -1)
    return { kind, held[1] }
  end
end
return nil
