import type { OptionList } from '../answer.ts'
import type { AnswerSpec } from '../content.ts'

type Resolved<S> = S extends { options: unknown } ? Omit<S, 'options'> & { options: OptionList } : S

/** An answer's description with its options written out, whatever list the content named. */
export type ResolvedSpec = Resolved<AnswerSpec>

/** The description of one answer type. */
export type SpecOf<T extends ResolvedSpec['type']> = Extract<ResolvedSpec, { type: T }>
