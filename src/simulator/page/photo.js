const LONGEST = 1440
const THUMB = 320

/**
 * A picked file as WeChat would send it: a smaller JPEG without its camera data. Rejects for what is no picture.
 * Returns { blob, thumb }; `thumb` is a small data URL for the chat history.
 */
export async function preparePhoto(file) {
  let bitmap
  try {
    bitmap = await createImageBitmap(file)
  } catch {
    throw new Error('这个文件不是能发送的照片（要 JPG 或 PNG）。')
  }
  return finish(draw(bitmap, LONGEST))
}

/** A made-up sign-in sheet, so that no file is needed to try photos. */
export async function examplePhoto(day, number) {
  const canvas = blank(960, 720)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#d8d2c4'
  pen.fillRect(0, 0, 960, 720)
  pen.translate(480, 360)
  pen.rotate(((number % 5) - 2) * 0.012)
  pen.translate(-480, -360)
  drawSheet(pen, day, number)
  return finish(canvas)
}

function drawSheet(pen, day, number) {
  pen.shadowColor = 'rgb(0 0 0 / 30%)'
  pen.shadowBlur = 24
  pen.fillStyle = '#fdfcf8'
  pen.fillRect(130, 50, 700, 620)
  pen.shadowColor = 'transparent'
  pen.fillStyle = '#333'
  pen.textAlign = 'center'
  pen.font = '600 38px sans-serif'
  pen.fillText('安全生产培训签到表', 480, 130)
  pen.font = '22px sans-serif'
  pen.fillText(`示例照片 第 ${number} 张 · ${day}`, 480, 176)
  pen.strokeStyle = '#888'
  pen.fillStyle = '#35508f'
  for (let row = 0; row < 9; row++) {
    const y = 210 + row * 46
    pen.strokeRect(180, y, 600, 46)
    pen.strokeRect(180, y, 150, 46)
    pen.strokeRect(480, y, 150, 46)
    if (row > 0) scribble(pen, 350, y + 30, row)
  }
}

/** Handwriting that says nothing: no names, not even invented ones. */
function scribble(pen, x, y, seed) {
  pen.save()
  pen.strokeStyle = '#35508f'
  pen.lineWidth = 2
  pen.beginPath()
  pen.moveTo(x, y)
  for (let step = 1; step <= 10; step++)
    pen.lineTo(x + step * 9, y - 12 * Math.abs(Math.sin(step * seed * 1.7)))
  pen.stroke()
  pen.restore()
}

async function finish(canvas) {
  const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.86))
  return { blob, thumb: draw(canvas, THUMB).toDataURL('image/jpeg', 0.7) }
}

function draw(source, longest) {
  const scale = Math.min(1, longest / Math.max(source.width, source.height))
  const canvas = blank(
    Math.max(1, Math.round(source.width * scale)),
    Math.max(1, Math.round(source.height * scale)),
  )
  canvas.getContext('2d').drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

function blank(width, height) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return canvas
}
