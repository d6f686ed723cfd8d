-- state: STARTED -> PLACED -> CONFIRMED, or STARTED -> CANCELLING -> CANCELLED.
create table if not exists customer_order (
  order_id text primary key,
  user_id text not null,
  currency text not null,
  email text not null,
  state text not null,
  reason text not null,
  document text not null,
  changed_at bigint not null
);

create index if not exists customer_order_unfinished on customer_order (changed_at)
  where state in ('STARTED', 'PLACED', 'CANCELLING');
