drop view catalogue;
