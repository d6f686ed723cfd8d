package dev.mesh.demo.recommendation;

import dev.mesh.demo.storage.OnSqlite;

@OnSqlite
class SqliteRecommendationsTests extends RecommendationsTests {

}
