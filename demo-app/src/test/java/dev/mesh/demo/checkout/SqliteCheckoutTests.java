package dev.mesh.demo.checkout;

import dev.mesh.demo.storage.OnSqlite;

@OnSqlite
class SqliteCheckoutTests extends CheckoutTests {

}
