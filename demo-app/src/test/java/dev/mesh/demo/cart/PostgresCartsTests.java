package dev.mesh.demo.cart;

import dev.mesh.demo.storage.OnPostgres;

@OnPostgres
class PostgresCartsTests extends CartsTests {

}
