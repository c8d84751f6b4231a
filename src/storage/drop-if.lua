-- Removes a value that is still what the caller saw.
--
-- KEYS  1 value
-- ARGV  1 what it must be
-- Returns 1 removed | 0 it is gone, or another by now
--
-- Interleavings:
--   two callers saw the same value: one removes it, the other hears 0
--   another has put a newer value meanwhile: that one stays

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[1])
return 1
