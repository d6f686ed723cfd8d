create table if not exists stock (
  sku text primary key,
  available integer not null
);

create table if not exists reservation (
  order_id text primary key,
  released integer not null
);

create table if not exists reserved_item (
  order_id text not null,
  sku text not null,
  quantity integer not null,
  primary key (order_id, sku)
);
