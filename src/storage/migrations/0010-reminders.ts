import { type Migration, sql } from 'kysely'

/** Who is reminded of what on which day, how each was told, and what people let the account send them. */
export const reminders: Migration = {
  async up(db) {
    for (const statement of [...deliveryTables, ...reminderTables]) await sql.raw(statement).execute(db)
  },
}

const deliveryTables = [
  `create table consents (
    person text not null,
    template_id text not null,
    accepted integer not null check (accepted in (0, 1)),
    credits integer not null,
    message text not null,
    changed_at bigint not null,
    primary key (person, template_id)
  )`,
  `create table lost_persons (
    person text not null primary key,
    lost_at bigint not null
  )`,
  `create table attempts (
    letter text not null,
    n integer not null,
    person text not null,
    rung text not null,
    template_id text not null,
    began_at bigint not null,
    ended_at bigint,
    answer text,
    code integer not null default 0,
    message_id text not null default '',
    result text,
    result_at bigint,
    primary key (letter, n)
  )`,
  "create index attempts_message on attempts (message_id) where message_id <> ''",
  'create index attempts_in_doubt on attempts (person) where ended_at is null',
]

/** Rows of the first two are made from units and members by the million: a check of each against these would cost more than they do. */
const reminderTables = [
  `create table reminders (
    unit_id text not null,
    duty text not null,
    due text not null,
    step text not null,
    day text not null,
    planned_at bigint not null,
    void_at bigint,
    primary key (unit_id, duty, due, step)
  )`,
  'create index reminders_day on reminders (day)',
  `create table sendings (
    unit_id text not null,
    day text not null,
    member_id text not null,
    state text not null,
    due_at bigint not null,
    claim text,
    claimed_until bigint not null default 0,
    rung text,
    ended_at bigint,
    heard text,
    primary key (unit_id, day, member_id)
  )`,
  "create index sendings_due on sendings (day, unit_id) where state = 'due'",
  "create index sendings_parked on sendings (member_id) where state = 'parked'",
  `create table reminder_refusals (
    person text not null primary key,
    refused_at bigint not null
  )`,
  `create table acknowledgements (
    campaign text not null,
    unit_id text not null references units,
    member_id text not null references members,
    acknowledged_at bigint not null,
    message text not null,
    primary key (campaign, unit_id, member_id)
  )`,
]
