package dev.mesh.demo.recommendation;

import dev.mesh.demo.storage.OnPostgres;

@OnPostgres
class PostgresRecommendationsTests extends RecommendationsTests {

}
