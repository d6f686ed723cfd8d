create table if not exists shipment (
  order_id text primary key,
  tracking_id text not null,
  country text not null,
  grams integer not null,
  cancelled integer not null,
  created_at bigint not null
);
