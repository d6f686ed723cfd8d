create table if not exists payment (
  order_id text primary key,
  payment_id text not null,
  amount bigint not null,
  currency text not null,
  card_ending text not null,
  refunded integer not null,
  created_at bigint not null
);
