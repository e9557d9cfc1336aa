/** The statements that fill the large ente, each for the tenant `$1`. What follows from a row its triggers write. */

/** People, as one JSON array. */
export const CITIZENS = `insert into citizen (tenant_id, id, codice_fiscale, nome, cognome, data_nascita, luogo_nascita,
    identity_verified)
  select $1, gen_random_uuid(), p."codiceFiscale", p.nome, p.cognome, p."dataNascita", p."luogoNascita", true
  from jsonb_to_recordset($2::jsonb)
    as p ("codiceFiscale" text, nome text, cognome text, "dataNascita" date, "luogoNascita" text)`;

/** Citizens by number, and the operators of each service in an array: what the practices are drawn from. */
export const DRAWN_FROM = [
  `create temporary table large_citizen as
    select row_number() over (order by codice_fiscale)::int as number, id, codice_fiscale,
      jsonb_build_object('identity', jsonb_build_object('codiceFiscale', codice_fiscale, 'nome', nome, 'cognome', cognome,
          'dataNascita', data_nascita, 'luogoNascita', luogo_nascita),
        'contacts', jsonb_build_object('email', null, 'telefono', null), 'residenza', null, 'domicilio', null) as applicant
    from citizen where tenant_id = $1`,
  'create unique index on large_citizen (number)',
  `create temporary table large_service as
    select s.id, s.revision, array_agg(o.operator_id order by o.operator_id) as operators,
      array_position($2::uuid[], s.id) as rank
    from service s join operator_service o on o.tenant_id = $1 and o.service_id = s.id
    where s.tenant_id = $1 group by s.id, s.revision`,
  'analyze large_citizen, citizen',
];

/**
 * Practices from the number `$2` to `$3` of `$4`, the first three years ago and the last now; `$5` services, the commonest first and the
 * last one rare, and `$6` citizens, some of whom ask often. What was sent in the last thirty days is mostly open, of the rest
 * nearly all is closed; one in a hundred is a draft. A code is the number, mixed so that those of neighbours do not look alike.
 */
export const PRACTICES = `with drawn as materialized (
    select n, gen_random_uuid() as id, 1 + floor($6 * power(random(), 1.5))::int as citizen_number,
      1 + floor($6 * random())::int as other_number,
      case when random() < 0.005 then $5 else 1 + floor(($5 - 1) * power(random(), 2))::int end as service_rank,
      date_trunc('milliseconds', now() - (($4 - n) / $4::float) * interval '3 years' - random() * interval '1 hour') as at,
      random() as fate, random() as delegated, random() as who
    from generate_series($2::int, $3::int) as n
  ), told as (
    select drawn.*, case
        when fate < 0.01 then 'bozza'
        when at > now() - interval '30 days' then case when fate < 0.3 then 'inviata' when fate < 0.75 then 'in_elaborazione'
          when fate < 0.85 then 'da_integrare' when fate < 0.97 then 'accettata' else 'rifiutata' end
        when fate < 0.014 then 'in_elaborazione' when fate < 0.016 then 'da_integrare'
        when fate < 0.85 then 'accettata' else 'rifiutata' end as state
    from drawn
  )
  insert into practice (tenant_id, id, code, service_id, revision, citizen_id, state, version, answers, created_at, changed_at,
      submitted_at, applicant, beneficiaries, assigned_to, protocol_number, protocol_year, protocol_registered_at,
      answer_protocol_number, answer_protocol_year, answer_protocol_registered_at, documents, draft_slot)
    select $1, t.id, left(mixed.code, 4) || '-' || right(mixed.code, 4), s.id, s.revision, c.id, t.state, 2, '{}', t.at, t.at,
      case when t.state <> 'bozza' then t.at end, case when t.state <> 'bozza' then c.applicant end,
      case when t.delegated < 0.05 then array[other.codice_fiscale] else '{}' end,
      case when t.state not in ('bozza', 'inviata') then s.operators[1 + floor(cardinality(s.operators) * t.who)::int] end,
      case when t.state <> 'bozza' then lpad((t.n * 2 - 1)::text, 7, '0') end,
      case when t.state <> 'bozza' then extract(year from t.at at time zone 'Europe/Rome') end,
      case when t.state <> 'bozza' then t.at end,
      case when t.state in ('accettata', 'rifiutata') then lpad((t.n * 2)::text, 7, '0') end,
      case when t.state in ('accettata', 'rifiutata') then extract(year from t.at at time zone 'Europe/Rome') end,
      case when t.state in ('accettata', 'rifiutata') then t.at end,
      '{}', t.id
    from told t
    join large_citizen c on c.number = t.citizen_number
    join large_citizen other on other.number = t.other_number
    join large_service s on s.rank = t.service_rank
    cross join lateral (
      select string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ',
          (1 + (t.n * 282475249::bigint % 656100000000) / power(30, place)::bigint % 30)::int, 1), '' order by place) as code
      from generate_series(0, 7) as place
    ) as mixed
    order by t.n`;

/** The registry goes on after the numbers that were given. */
export const COUNTERS = `insert into protocol_counter (tenant_id, year, last_number)
  select $1, extract(year from at), $2 from generate_series(now() - interval '3 years', now() + interval '1 day', interval '1 day') as at
  group by 2`;
