-- Scripts 01 to 06 changed the schema already: this tells Prisma that its models are of v2.0.0 now.
select 1;
