import { deliveryEvents } from './sample-deliveries.ts'
import { accountEvents, otherEvents, personEvents } from './sample-events.ts'
import { messages } from './sample-messages.ts'
import type { Sample } from './sample-parts.ts'

/** Every message and event type of wechat-platform §2, re-made with our own ids and texts. */
export const SAMPLES: Sample[] = [
  ...messages,
  ...personEvents,
  ...deliveryEvents,
  ...accountEvents,
  ...otherEvents,
]
