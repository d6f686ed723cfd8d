package dev.mesh.demo.payment;

import dev.mesh.demo.storage.OnSqlite;

@OnSqlite
class SqlitePaymentsTests extends PaymentsTests {

}
