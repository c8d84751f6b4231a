import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Calendar, createCalendar } from '../../../src/campaign/calendar.ts'
import { CalendarYear, Campaign } from '../../../src/campaign/content.ts'

const YEARS = [2021, 2022, 2025, 2026]

/** A file of dialogs/ as plain objects; each call gives fresh ones. */
export function readDialogFile(name: string): unknown {
  return parse(readFileSync(new URL(`../../../dialogs/${name}`, import.meta.url), 'utf8'))
}

export function realCampaign(): Campaign {
  return Campaign.parse(readDialogFile('campaign.yaml'))
}

export function realCalendar(): Calendar {
  return createCalendar(YEARS.map(year => CalendarYear.parse(readDialogFile(`calendar/${year}.yaml`))))
}
