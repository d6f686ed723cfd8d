package dev.mesh.demo.cart;

import dev.mesh.demo.storage.OnSqlite;

@OnSqlite
class SqliteCartsTests extends CartsTests {

}
