create table if not exists payment (
  order_id text primary key,
  payment_id text not null,
  amount bigint not null,
  currency text not null,
  card_ending text not null,
  refunded integer not null,
  created_at bigint not null
);

create table if not exists booking (
  order_id text not null,
  kind text not null,
  amount bigint not null,
  currency text not null,
  debited text not null,
  credited text not null,
  booked_at bigint not null,
  primary key (order_id, kind)
);
