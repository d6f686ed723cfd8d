create table if not exists outbox (
  order_id text primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at bigint not null
);
