const NEAR = 40

/** Keeps the end of a scrolling box in view while it grows or shrinks; whoever has scrolled up to read is left there. */
export function stickToEnd(box) {
  let atEnd = true
  const go = () => {
    atEnd = true
    box.scrollTop = box.scrollHeight
  }
  const follow = () => atEnd && go()
  box.addEventListener('scroll', () => {
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR
  })
  new ResizeObserver(follow).observe(box)
  return { go, follow }
}
