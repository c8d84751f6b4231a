import { bureauById } from '../../campaign/bureaus.ts'
import type { Campaign } from '../../campaign/content.ts'
import type { ListedCode } from './code-list.ts'
import type { RosterContent } from './roster-content.ts'

/** The address of the picture of a scene's QR code. */
export type SceneQr = (scene: string) => Promise<string>

/** The table of codes that the bureau hands out, its heads first. */
export async function* codeTable(
  codes: AsyncIterable<ListedCode>,
  { campaign, roster }: { campaign: Campaign; roster: RosterContent },
  sceneQr?: SceneQr,
): AsyncGenerator<string[]> {
  const heads = roster.codes
  const columns = [heads.name, heads['credit-code'], heads.bureau, heads.code, heads.scene]
  yield sceneQr ? [...columns, heads.image] : columns
  for await (const { name, creditCode, bureau, code, scene } of codes) {
    const row = [name, creditCode, bureauById(campaign, bureau).name, code, scene]
    yield sceneQr ? [...row, await sceneQr(scene)] : row
  }
}
