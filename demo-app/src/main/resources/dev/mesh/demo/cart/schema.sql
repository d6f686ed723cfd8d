-- order_id is empty for what is still in the cart. last_request makes additions idempotent.
create table if not exists cart_line (
  user_id text not null,
  order_id text not null,
  sku text not null,
  quantity integer not null,
  added_at bigint not null,
  last_request text not null,
  primary key (user_id, order_id, sku)
);

create table if not exists cart_claim (
  order_id text primary key,
  given_back integer not null
);
